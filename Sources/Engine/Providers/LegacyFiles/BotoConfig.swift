import SystemKit

/// Keys in the section `Credentials` of `BOTO_CONFIG`, else `/etc/boto.cfg`, else `~/.boto`.
package struct BotoConfig: LegacyFileProvider, Hashable {
    package static let name = "boto-config"
    package static let variable = EnvironmentKey.botoConfig
    package static let keyName = "aws_access_key_id"
    package static var withoutVariable: (files: String, absence: String) {
        ("~/.boto or /etc/boto.cfg", "\(variable) is not set, and /etc/boto.cfg and ~/.boto have no \(keyName)")
    }

    package let file: LegacyFileKeys

    package init(file: LegacyFileKeys) { self.file = file }

    /// A folder in its place and one that may not be read are passed over, as botocore does.
    ///
    /// - Throws: `.configUnparsable`.
    package static func find(_ context: RuntimeContext) throws(Failure) -> LegacyFileKeys.Found? {
        let expansion = PathExpansion(environment: context.environment, home: context.home)
        let paths = context.environment[variable].map { [$0] } ?? ["/etc/boto.cfg", "~/.boto"]
        for path in paths.map(expansion.expand) where !path.isEmpty {
            guard let bytes = try readable(path, context.files) else { continue }
            let document = try ConfigScanner.scan(bytes, path: path, role: .credentials)
            guard let number = document.section(.verbatim, "Credentials") else { continue }
            let section = ConfigSection(document: document, number: number)
            guard let key = section[keyName] else { continue }
            return (key, section["aws_secret_access_key"]?.value, "aws_secret_access_key")
        }
        return nil
    }

    private static func readable(_ path: String, _ files: any FileSystem) throws(Failure) -> [UInt8]? {
        do {
            return try SharedConfig.read(path, files)
        } catch  where error.code == .fileUnreadable {
            return nil
        }
    }
}
