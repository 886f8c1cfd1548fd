#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The variables of a process in their order, with every copy of a name, and byte for byte as they came.
package struct Environment: Sendable {
    /// One `NAME=VALUE`, undecoded.
    private struct Entry: Sendable {
        let bytes: [UInt8]
        let nameLength: Int

        init(bytes: [UInt8]) {
            self.bytes = bytes
            nameLength = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
        }

        func isNamed(_ name: String) -> Bool {
            // Most names differ in length already; and whatever is generic costs more than all of it.
            guard name.utf8.count == nameLength else { return false }
            var position = 0
            for byte in name.utf8 {
                if bytes[position] != byte { return false }
                position += 1
            }
            return true
        }

        var name: String { String(decoding: bytes[..<nameLength], as: UTF8.self) }
        var value: String { String(decoding: bytes.dropFirst(nameLength + 1), as: UTF8.self) }
    }

    private var entries: [Entry]

    package init(_ variables: KeyValuePairs<String, String> = [:]) {
        entries = variables.map { Entry(bytes: Array("\($0)=\($1)".utf8)) }
    }

    package init(blocks: [[UInt8]]) { entries = blocks.map(Entry.init) }

    /// The variables of this process.
    package static func current() -> Environment {
        var blocks: [[UInt8]] = []
        #if canImport(Darwin)
            // Not run: macOS hands out its environment by this call.
            var cursor = unsafe _NSGetEnviron().pointee
        #else
            var cursor = unsafe environ
        #endif
        while let block = unsafe cursor.pointee {
            blocks.append(unsafe Array(UnsafeRawBufferPointer(start: block, count: strlen(block))))
            unsafe cursor += 1
        }
        return Environment(blocks: blocks)
    }

    /// The first copy's value, as the C library answers; an empty value counts as set.
    package subscript(name: String) -> String? { entries.first { $0.isNamed(name) }?.value }

    /// The value, if there is one that is not empty.
    package func text(_ name: String) -> String? {
        guard let value = self[name], !value.isEmpty else { return nil }
        return value
    }

    /// The first copy of each of some names that are set, by the name's place in the list: one pass, since most of a long
    /// list is set nowhere.
    package func places(of names: [String]) -> [(place: Int, value: String)] {
        var found: [(place: Int, value: String)] = []
        for entry in entries {
            for place in names.indices
            where names[place].utf8.count == entry.nameLength && entry.isNamed(names[place])
                && !found.contains(where: { $0.place == place })
            {
                found.append((place, entry.value))
            }
        }
        return found.sorted { $0.place < $1.place }
    }

    /// Every name that is set, in order, once.
    package var names: [String] {
        var seen: Set<String> = []
        return entries.map(\.name).filter { seen.insert($0).inserted }
    }

    /// Removes every copy of a name.
    package mutating func remove(_ name: String) { entries.removeAll { $0.isNamed(name) } }

    /// Leaves exactly one copy, with this value.
    package mutating func set(_ name: String, _ value: String) {
        remove(name)
        entries.append(Entry(bytes: Array("\(name)=\(value)".utf8)))
    }

    /// The blocks `NAME=VALUE` as `execve` takes them.
    package var blocks: [[UInt8]] { entries.map(\.bytes) }
}
