import Engine
import SystemKit

/// A page of the web console, by its address (<doc:ConsoleAndClusters>, Hosts of the console).
struct ConsoleDestination: Sendable, Hashable {
    let url: String

    /// - Parameters:
    ///   - service: a short name, a path such as `ec2/home#Instances:`, or a whole address of this partition's console;
    ///     nil for the first page.
    /// - Throws: `.usage` for an address elsewhere, since AWS would be asked to send a signed-in browser there.
    init(service: String?, region: Setting) throws(Failure) {
        let region = try RegionName(region.value, at: region.location).withoutFIPS
        let partition = Partition.of(region: region)
        let wanted = service ?? "console/home"
        if wanted.contains("://") {
            url = try Self.checked(wanted, in: partition)
            return
        }
        let path = ConsoleService.path(of: wanted) ?? Self.path(wanted)
        let host = Self.hasRegions(partition) ? "\(region).\(partition.consoleHost)" : partition.consoleHost
        url = try Self.checked("https://\(host)/\(Self.adding(region: region, to: path))", in: partition)
    }

    /// Whether each region has a host of its own.
    private static func hasRegions(_ partition: Partition) -> Bool {
        [.commercial, .china, .government].contains(partition)
    }

    /// A word alone is a service, as most are called in the console.
    private static func path(_ text: String) -> String {
        let path = text.drop { $0 == "/" }
        return path.contains { "/?#".contains($0) } ? String(path) : "\(path)/home"
    }

    private static func adding(region: String, to path: String) -> String {
        let fragment = path.firstIndex(of: "#") ?? path.endIndex
        let page = path[..<fragment]
        if page.contains("?region=") || page.contains("&region=") { return path }
        return "\(page)\(page.contains("?") ? "&" : "?")region=\(region)\(path[fragment...])"
    }

    private static func checked(_ text: String, in partition: Partition) throws(Failure) -> String {
        let host = partition.consoleHost
        guard let address = WebAddress(text), address.scheme == "https", address.userInfo == nil, address.port == nil,
            address.host == host || address.host.hasSuffix(".\(host)")
        else {
            throw Failure(
                .usage, "\(DisplayedCommandWord.quoted(text)) is not an address of the console at \(host)",
                at: .argument("--service"), hint: "name a service or a path, such as ec2 or ec2/home#Instances:")
        }
        return text
    }
}
