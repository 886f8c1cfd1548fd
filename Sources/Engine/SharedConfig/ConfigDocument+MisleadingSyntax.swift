extension ConfigDocument {
    /// What is easily misread in a section: its header, then its values.
    func findMisleadingSyntax(in section: Int, into list: inout CappedFindings<ConfigWarning>) {
        for warning in misleadingHeaders(section) { list.add(warning.code) { warning } }
        for number in sections[section].options { findMisleadingSyntax(options[number], in: section, into: &list) }
    }

    private func misleadingHeaders(_ section: Int) -> [ConfigWarning] {
        let record = sections[section]
        guard !record.isRepeat else { return [] }
        let header = text(record.name)
        func warn(_ misreading: MisleadingSyntax, _ other: String = "") -> [ConfigWarning] {
            [warning(misreading, Int(record.line), misreading.message(header, other), section)]
        }
        switch record.kind {
        case .defaults: return []
        case .verbatim:
            guard let words = try? ShellWords.split(header), words.count == 2, words[0] == "profile" else { return [] }
            return warn(.profileWordInCredentials, words[1])
        case .other: return holdsProfileKeys(section) ? warn(.headerWithoutProfile) : []
        case .profile, .session, .services:
            guard let name = name(of: section) else { return warn(.droppedHeader) }
            let last = self.sections(record.kind, String(decoding: name, as: UTF8.self)).last
            if let last, last != section { return warn(.replacedSection, String(sections[last].line)) }
            let words = oddWord(of: section) == nil ? [] : (try? ShellWords.split(header)) ?? []
            guard let first = words.first, first != record.kind.word.description else { return [] }
            return warn(.looseHeader, words[1])
        }
    }

    private func holdsProfileKeys(_ section: Int) -> Bool {
        occurrences(of: section).contains { occurrence in
            sections[occurrence].options.contains { Self.profileKeys.contains(key(options[$0])) }
        }
    }

    private func findMisleadingSyntax(
        _ option: ScannedOption, in section: Int, into list: inout CappedFindings<ConfigWarning>
    ) {
        let key = key(option)
        func warn(_ misreading: MisleadingSyntax, _ line: Int, _ text: String = "") {
            list.add(misreading.rawValue) { warning(misreading, line, misreading.message(text, key), section) }
        }
        if bytes[Int(option.keyStart)] == UInt8(ascii: "[") { warn(.unclosedHeader, Int(option.line)) }
        if Self.profileKeys.contains(key), !option.isBlock {
            let value = bytes[option.firstLine]
            if Self.hasInlineComment(value) { warn(.inlineComment, Int(option.line)) }
            if Self.isQuoted(value) { warn(.quotedValue, Int(option.line)) }
        }
        guard option.bodyEnd > 0 else { return }
        for line in continuation(option) where !line.content.isEmpty {
            let content = bytes[line.content]
            if content.first == UInt8(ascii: "["), content.contains(UInt8(ascii: "]")) {
                warn(.indentedHeader, line.number, text(line.content))
            } else if !option.isBlock, content.contains(UInt8(ascii: "=")) {
                warn(.indentedKey, line.number)
            }
        }
    }

    private static func hasInlineComment(_ value: ArraySlice<UInt8>) -> Bool {
        zip(value, value.dropFirst()).contains { before, mark in
            (before == 0x20 || before == 0x09) && mark.isCommentMark
        }
    }

    private static func isQuoted(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count > 1, let first = value.first, first == value.last else { return false }
        return first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    }

    private func warning(_ misreading: MisleadingSyntax, _ line: Int, _ message: String, _ section: Int)
        -> ConfigWarning
    {
        ConfigWarning(
            file: path,
            line: line,
            code: misreading.rawValue,
            message: message,
            section: text(sections[section].name)
        )
    }

    /// Keys that say who somebody is and where: a stray character in them ends in a puzzling error of AWS.
    private static let profileKeys: Set = [
        "region", "output", "role_arn", "source_profile", "credential_source", "credential_process", "mfa_serial",
        "external_id", "duration_seconds", "role_session_name", "web_identity_token_file", "login_session",
        "sso_session", "sso_account_id", "sso_role_name", "sso_start_url", "sso_region", "sso_registration_scopes",
        "services", "endpoint_url", "ca_bundle", "aws_access_key_id", "aws_secret_access_key", "aws_session_token",
        "aws_security_token", "aws_account_id",
    ]
}
