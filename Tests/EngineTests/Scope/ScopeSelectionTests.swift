import Engine
import Testing

struct ScopeSelectionTests {
    @Test(arguments: [
        ("read", ["read"]), ("read,s3:read", ["read", "s3:read"]), ("read,read", ["read"]),
        ("s3:read,read,s3:read", ["s3:read", "read"]),
    ])
    func `names stand once, in the order typed`(text: String, names: [String]) {
        #expect(ScopeSelection(parsing: text)?.names == names)
    }

    @Test(arguments: ["", ",", "read,", ",read", "read,,view", "read, view", " read", "read\n"])
    func `a name that is missing is not taken`(text: String) {
        #expect(ScopeSelection(parsing: text) == nil)
    }
}
