import SystemKit

extension SSOLogin {
    /// Device authorization (RFC 8628; <doc:SignInProtocol>, Device flow): the code is shown before anything opens, and
    /// nothing is confirmed by itself.
    func authorizeByDeviceCode(
        _ session: SSOSession, _ registration: StoredRegistration, _ options: LoginOptions
    ) async throws -> TokenReply {
        let device = try await service.startDeviceAuthorization(
            clientID: registration.clientID, clientSecret: registration.clientSecret,
            startURL: try await portalURL(session))
        var interval = max(1, device.interval)
        // A client that was allowed before is answered at once, and nothing need be shown.
        if let reply = try await poll(device, registration, &interval) { return reply }
        report(.deviceCode(session, device))
        if options.opensBrowser {
            report(
                .openedForDeviceCode(failure: browser.open(device.verificationURIComplete ?? device.verificationURI)))
        }
        let end = context.clock.now().advanced(bySeconds: min(device.expiresIn, LoginMutex.deadline / 1000))
        while context.clock.now() < end {
            try await context.clock.sleep(interval * 1000)
            if let reply = try await poll(device, registration, &interval) { return reply }
        }
        throw Failure(
            .loginTimedOut, "the code for \(session.title) was not confirmed in time",
            hint: Hint(session.login(profile: options.profile)))
    }

    /// The token, or nil while the person hasn't confirmed. A lost answer costs one round.
    private func poll(
        _ device: DeviceAuthorization, _ registration: StoredRegistration, _ interval: inout Int64
    ) async throws -> TokenReply? {
        do {
            return try await service.createToken(
                .deviceCode(device.deviceCode), clientID: registration.clientID, clientSecret: registration.clientSecret
            )
        } catch let refusal as ServiceError where refusal.code == "AuthorizationPendingException" {
            return nil
        } catch let refusal as ServiceError where refusal.code == "SlowDownException" {
            interval += 5
            return nil
        } catch let failure as Failure where failure.code == .unreachable {
            return nil
        }
    }
}
