import Engine
import Testing

@testable import Plugins

@Suite struct DockerConfigFileTests {
    private static let registry = "111111111111.dkr.ecr.eu-west-1.amazonaws.com"

    private func adding(_ registries: [String] = [registry], to text: String?) throws -> String {
        String(
            decoding: try DockerConfigFile.adding(registries, to: text.map { Array($0.utf8) }, path: "config.json"),
            as: UTF8.self)
    }

    @Test(arguments: [nil, "", "{}"])
    func `A file that is not there yet is made as Docker makes it`(text: String?) throws {
        #expect(
            try adding(to: text) == "{\n\t\"credHelpers\": {\n\t\t\"\(Self.registry)\": \"awsx\"\n\t}\n}\n")
    }

    @Test func `Every other member keeps its place, its value and its digits`() throws {
        let before = """
            {
            \t"auths": {
            \t\t"https://index.docker.io/v1/": {
            \t\t\t"auth": "dTpw"
            \t\t}
            \t},
            \t"credsStore": "secretservice",
            \t"credHelpers": {
            \t\t"gcr.io": "gcloud",
            \t\t"\(Self.registry)": "ecr-login"
            \t},
            \t"detachKeys": "ctrl-e,e",
            \t"future": 1.50e3,
            \t"plugins": {},
            \t"list": []
            }

            """
        let after = try adding([Self.registry, "public.ecr.aws"], to: before)
        #expect(
            after
                == before.replacing(
                    "\"\(Self.registry)\": \"ecr-login\"",
                    with: "\"\(Self.registry)\": \"awsx\",\n\t\t\"public.ecr.aws\": \"awsx\""))
        #expect(try adding([Self.registry, "public.ecr.aws"], to: after) == after)
    }

    @Test func `A file that has it already keeps every byte`() throws {
        let text = "{ \"credHelpers\" : {\"\(Self.registry)\":\"awsx\"} }"
        #expect(try adding(to: text) == text)
    }

    @Test(arguments: ["[]", "{", "{\"credHelpers\": []}", "{\"credHelpers\": \"x\"}", "\u{0}"])
    func `What Docker couldn't read is left alone`(text: String) {
        let failure = #expect(throws: Failure.self) { try adding(to: text) }
        #expect(failure?.code == .configUnparsable)
    }
}
