/// What becomes of one section once all edits of it are taken together.
struct SectionEdit {
    let address: SectionAddress
    /// The headers that were there are removed.
    var isRemoved = false
    /// The comment lines that go with those headers, if they stand directly above.
    var removedMark: String?
    /// Keys in the order in which they were first named; nil removes one.
    private(set) var keys: [(key: String, value: String?)] = []
    /// The comment line above a new header.
    var mark: String?
    /// A section is to be there, whether it has keys or not.
    var isWanted = false

    mutating func set(_ key: String, _ value: String?) {
        if let position = keys.firstIndex(where: { $0.key == key }) {
            keys[position].value = value
        } else {
            keys.append((key, value))
        }
    }

    mutating func forgetKeys() { keys = [] }

    /// Whether it is written anew at the end of the file.
    func isAppended(in document: ConfigDocument) -> Bool {
        isWanted && (isRemoved || document.section(address.kind, address.name) == nil)
    }

    /// Whether the file now says what was meant; a file with odd sections of its own could make it say something else.
    func verify(_ text: ConfigText) throws(Failure) {
        let section = text.section(address)
        guard (section != nil) == isWanted || (!isRemoved && !isWanted) else { throw misread(text) }
        guard let section else { return }
        for (key, value) in keys {
            if let value {
                guard section[key]?.value == value else { throw misread(text) }
            } else {
                let own = text.document.ownOptions(key, in: section.number)
                guard own.isEmpty else { throw misread(text) }
            }
        }
    }

    private func misread(_ text: ConfigText) -> Failure {
        Failure(
            .configUnparsable, "the section \(address.name) can't be changed without changing others",
            at: text.section(address)?.location ?? .file(text.path, line: nil), hint: "edit the file by hand")
    }
}

/// The plans of a list of edits; those that add a section in the order in which they do.
struct SectionEdits {
    private(set) var order: [SectionAddress] = []
    private var plans: [SectionAddress: SectionEdit] = [:]

    subscript(address: SectionAddress) -> SectionEdit? { plans[address] }

    mutating func take(_ edit: ConfigEdit, in text: ConfigText) throws(Failure) {
        let address = edit.address
        try ConfigFormatting.check(name: address.name, in: text.path)
        if plans[address] == nil {
            order.append(address)
            var plan = SectionEdit(address: address)
            plan.isWanted = text.holds(address)
            plans[address] = plan
        }
        var plan = plans[address] ?? SectionEdit(address: address)
        switch edit {
        case .set(_, let entry):
            try ConfigFormatting.check(entry, in: text.path)
            plan.set(entry.key, entry.value)
            plan.isWanted = true
        case .unset(_, let key):
            try ConfigFormatting.check(key: key, in: text.path)
            plan.set(key, nil)
        case .insert(_, let entries, let mark):
            guard !plan.isWanted else {
                throw Failure(
                    .configInvalid, "a section for \(address.name) already exists",
                    at: text.section(address)?.location ?? .file(text.path, line: nil))
            }
            if let mark { try ConfigFormatting.check(mark: mark, in: text.path) }
            for entry in entries {
                try ConfigFormatting.check(entry, in: text.path)
                plan.set(entry.key, entry.value)
            }
            plan.mark = mark
            plan.isWanted = true
        case .remove(_, let mark):
            plan.forgetKeys()
            plan.isRemoved = text.holds(address)
            plan.removedMark = mark
            plan.mark = nil
            plan.isWanted = false
        }
        // What comes, comes at the end, in the order of its coming.
        if plan.isWanted, plans[address]?.isWanted == false {
            order.remove(at: order.lastIndex(of: address) ?? 0)
            order.append(address)
        }
        plans[address] = plan
    }

    /// The numbers of all headers that go.
    func removedSections(of document: ConfigDocument) -> Set<Int> {
        Set(plans.values.filter(\.isRemoved).flatMap { document.allHeaders($0.address) })
    }
}

extension ConfigDocument {
    /// Every header that gives this name, repetitions too, in file order.
    func allHeaders(_ address: SectionAddress) -> [Int] {
        sections(address.kind, address.name).flatMap(occurrences).sorted()
    }

    /// The options with a key (in lower case) that stand in the section itself, in file order.
    func ownOptions(_ key: String, in section: Int) -> [Int] {
        let bytes = bytes
        let text = bytes.span
        var found: [Int] = []
        for occurrence in occurrences(of: section) {
            for number in sections[occurrence].options where ConfigKey.isSame(text, options[number], as: key) {
                found.append(number)
            }
        }
        return found
    }
}
