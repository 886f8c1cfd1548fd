import Engine
import Testing

struct ProviderOrderTests {
    @Test func `The providers stand in the AWS CLI's order with plugins before what a profile holds, each once`() {
        #expect(
            ProviderOrder.awsCLI.all.map { $0.name } == [
                "env", "plugin", "assume-role", "assume-role-with-web-identity", "sso", "shared-credentials-file",
                "login",
                "custom-process", "config-file", "ec2-credentials-file", "boto-config", "container-role", "iam-role",
            ])
        let named = ProviderOrder.awsCLI.all.compactMap { $0.sourceName }
        #expect(named == ["Environment", "EcsContainer", "Ec2InstanceMetadata"])
    }

    @Test func `Nobody is asked behind the one that is enough`() throws {
        var asked: [String] = []
        try ProviderOrder.awsCLI.each { provider throws(Failure) in
            asked.append(provider.name)
            return provider.name == "sso"
        }
        #expect(asked == ["env", "plugin", "assume-role", "assume-role-with-web-identity", "sso"])
        #expect(throws: Failure.self) {
            try ProviderOrder.awsCLI.each { _ throws(Failure) in throw Failure(.failed, "no") }
        }
    }
}
