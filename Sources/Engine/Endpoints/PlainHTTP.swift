/// Where plain HTTP may go: to this machine alone, since whoever is on the way reads the tokens and keys in it.
package enum PlainHTTP {
    /// The agents that give credentials to a container, at addresses of its own machine: Amazon ECS's, and EKS Pod
    /// Identity's in both families.
    static let agents = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    /// What is allowed besides the loopback addresses.
    static let hosts = agents + ["localhost"]

    /// Whether a host is this machine by its spelling; no name is looked up.
    package static func isAllowed(to address: WebAddress) -> Bool {
        address.isLoopback || hosts.contains(address.host)
    }

    /// Throws `config-invalid`, naming the place, for a setting that leads off this machine without TLS.
    static func require(_ address: WebAddress, at location: SourceLocation?) throws(Failure) {
        guard address.scheme == "http", !isAllowed(to: address) else { return }
        throw Failure(
            .configInvalid,
            "\(address.withoutQuery) would receive tokens and keys unencrypted: plain http is allowed only on this machine",
            at: location, hint: "write https://\(address.authority), or remove the setting")
    }
}

extension WebAddress {
    /// 127.0.0.0/8 or ::1, spelt as an address; names are not looked up.
    package var isLoopback: Bool {
        if host.hasPrefix("[") {
            let groups = host.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
            let isOne = groups.last.flatMap { UInt16($0, radix: 16) } == 1
            return isOne && (2...8).contains(groups.count)
                && groups.dropLast().allSatisfy { $0.isEmpty || UInt16($0, radix: 16) == 0 }
        }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        guard octets.count == 4, octets[0] == "127" else { return false }
        return octets.allSatisfy { octet in UInt8(octet).map { String($0) == octet } ?? false }
    }
}
