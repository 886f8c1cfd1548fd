import Engine
import Testing

/// Short forms for tests on text.
enum Reads {
    static func config(_ text: String) throws(Failure) -> SharedConfig { try files(text, nil) }

    static func files(_ config: String?, _ credentials: String?) throws(Failure) -> SharedConfig {
        try SharedConfig.parse(
            config: config.map { Array($0.utf8) }, credentials: credentials.map { Array($0.utf8) },
            paths: ConfigPaths(config: "/h/config", credentials: "/h/credentials"))
    }

    /// The keys of `[default]`, each as `key=value`, or as `key={inner=value,…}`.
    static func defaults(_ text: String) throws -> [String] {
        try #require(try config(text).profile("default")).entries.map { entry in
            switch entry.value {
            case .text(let value): "\(entry.key)=\(value)"
            case .block(let inner): "\(entry.key)={\(inner.map { "\($0.key)=\($0.value)" }.joined(separator: ","))}"
            }
        }
    }

    /// `code@line` of each warning.
    static func codes(_ warnings: [ConfigWarning]) -> [String] { warnings.map { "\($0.code)@\($0.line)" } }

    static func file(_ line: Int) -> Engine.SourceLocation { .file("/h/config", line: line) }
}
