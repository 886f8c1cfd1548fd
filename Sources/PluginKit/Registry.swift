/// The plugins of one executable, found by name.
package struct Registry<Member: Sendable>: Sendable {
    package let members: [Member]
    private let name: @Sendable (Member) -> String

    package init(_ members: [Member], name: @escaping @Sendable (Member) -> String) {
        self.members = members
        self.name = name
    }

    package subscript(name: String) -> Member? {
        for member in members where self.name(member) == name { return member }
        return nil
    }
}
