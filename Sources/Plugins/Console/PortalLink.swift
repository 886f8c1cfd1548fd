import Engine
import SystemKit
import Wire

/// The access portal's own link to the console as one of its roles (<doc:ConsoleAndClusters>, Links of the access portal).
struct PortalLink {
    let url: String

    /// - Throws: `.configInvalid` for an identity that comes from no portal.
    init(_ identity: ActingIdentity, to destination: String?) throws(Failure) {
        let origin = identity.identity.source.origin
        guard let session = origin.provider.ssoSession, let account = origin.provider.knownAccountID,
            let role = origin.provider.knownRoleName
        else {
            throw Failure(
                .configInvalid, "\(identity.title) does not come from an access portal",
                at: identity.identity.profile?.location,
                hint: "awsx console without --portal signs in with its credentials")
        }
        var parameters = [(name: "account_id", value: account), ("role_name", role)]
        if let destination { parameters.append(("destination", destination)) }
        var start = try StartURL(session.startURL, at: session.location).text.prefix { $0 != "#" }
        while start.last == "/" { start.removeLast() }
        url = "\(start)/#/console?\(PercentEncoding.query(parameters))"
    }
}
