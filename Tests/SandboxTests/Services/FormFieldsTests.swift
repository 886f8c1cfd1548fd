import Testing

@testable import Sandbox

struct FormFieldsTests {
    @Test(arguments: [
        ("a=1&b=2", "a", "1"), ("a=%C3%A9+x%2By", "a", "é x+y"), ("a=", "a", ""), ("a", "a", ""), ("a=b=c", "a", "b=c"),
        ("a=%zz%4", "a", "%zz%4"), ("%61=1", "a", "1"),
    ])
    func `fields are decoded`(text: String, name: String, value: String) {
        #expect(FormFields(text)[name] == value)
    }

    @Test func `a repeated name is nobody's`() {
        let fields = FormFields("a=1&a=2&b=3")
        #expect(fields["a"] == nil)
        #expect(fields["b"] == "3")
        #expect(fields.hasRepeatedName)
    }
}
