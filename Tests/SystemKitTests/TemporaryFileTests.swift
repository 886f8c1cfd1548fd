import TestSupport
import Testing

@testable import SystemKit

struct TemporaryFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func create() throws -> TemporaryFile {
        try TemporaryFile.create("token", in: folder.path, for: folder.path("token"))
    }

    @Test func `It is in its place until its name leads to another file of that disk`() throws {
        let file = try create()
        // `#expect` takes no value that can't be copied.
        var isInItsPlace = file.isInItsPlace()
        #expect(isInItsPlace)
        file.remove()
        isInItsPlace = file.isInItsPlace()
        #expect(!isInItsPlace)
        let name = String(file.path.dropFirst(folder.path.count + 1))
        try folder.put("theirs", at: name)
        isInItsPlace = file.isInItsPlace()
        #expect(!isInItsPlace)
    }

    @Test func `Two of one name are two files of mode 0600`() throws {
        let first = try create()
        let second = try create()
        let paths = [first.path, second.path]
        #expect(Set(paths).count == 2)
        let names = try folder.names()
        #expect(names.count == 2)
        for name in names { #expect(try folder.mode(name) == 0o600) }
        first.remove()
        second.remove()
        #expect(try folder.names().isEmpty)
    }
}
