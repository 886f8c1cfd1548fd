/// One section of a file: its header's name, its keys, and what `DEFAULT` adds to it.
package struct ConfigSection: Sendable {
    let document: ConfigDocument
    let number: Int

    /// The name that the header gives: `dev` of `[profile dev]`.
    package var name: String { String(decoding: document.name(of: number) ?? [], as: UTF8.self) }

    /// What stands between the brackets.
    package var header: String { document.text(document.sections[number].name) }

    /// The header's file and line.
    package var location: SourceLocation { document.location(line: document.sections[number].line) }

    /// The text of a key (in lower case); nil if it is absent or holds nested keys.
    package subscript(key: String) -> Setting? {
        document.option(key, in: number).flatMap(document.setting)
    }

    /// The nested keys under a key (in lower case); nil if it is absent or holds text.
    package func block(_ key: String) -> [NestedSetting]? {
        guard let option = document.option(key, in: number), option.isBlock else { return nil }
        return document.block(option)
    }

    func holds(_ key: String) -> Bool { document.option(key, in: number) != nil }

    func hasText(_ key: String) -> Bool { document.option(key, in: number).map { !$0.isBlock } ?? false }

    /// Every key in order, each once, with what it holds.
    package var entries: [(key: String, value: ConfigValue, location: SourceLocation)] {
        document.options(in: number).map { option in
            (document.key(option), document.value(option), document.location(line: option.line))
        }
    }
}
