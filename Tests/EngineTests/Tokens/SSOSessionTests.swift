import Engine
import PluginKit
import TestSupport
import Testing

struct SSOSessionTests {
    @Test func `The command that signs in names what a person typed`() {
        #expect(SSOSession.corp.login(profile: nil).commandLine == "awsx login --session corp")
        #expect(SSOSession.corp.login(profile: "dev").commandLine == "awsx login dev")
        #expect(SSOSession.legacy.login(profile: "it's").commandLine == #"awsx login 'it'\''s'"#)
        #expect(SSOSession.legacy.login(profile: nil).commandLine == "awsx login PROFILE")
    }

    @Test func `A session is called by its name, a legacy one by its address`() {
        #expect(SSOSession.corp.title == "session corp")
        #expect(SSOSession.legacy.title == "https://old.awsapps.com/start")
    }

    @Test(arguments: [
        ("dev", "dev"), ("a-b_c.d/e@f:g+h%i,j", "a-b_c.d/e@f:g+h%i,j"), ("", "''"), ("a b", "'a b'"),
        ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'"), ("é", "'é'"), ("*", "'*'"), ("~x", "'~x'"), ("a=b", "'a=b'"),
    ])
    func `A word of a hint is quoted where a shell would read into it`(word: String, quoted: String) {
        #expect(DisplayedCommandWord.quoted(word) == quoted)
    }
}
