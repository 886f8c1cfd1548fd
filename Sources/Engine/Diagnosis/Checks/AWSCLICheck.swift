/// The AWS CLI that is installed: what it can share with awsx (<doc:AWSCLICommands>, Versions).
package enum AWSCLICheck: Check {
    static let old = Diagnosis.Code(
        "aws-cli-old", .tools, .warning,
        "an AWS CLI before 2.9.0, which can't use sessions of [sso-session] or renew them")
    static let dated = Diagnosis.Code(
        "aws-cli-dated", .tools, .note, "an AWS CLI before 2.22.0, which signs in by device code only")
    static let broken = Diagnosis.Code(
        "aws-cli-broken", .tools, .warning, "an aws that doesn't say its version")

    package static let codes = [old, dated, broken]

    private static let remedy = "see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let file = input.awsCLI else { return [] }
        let location = SourceLocation.file(file.path, line: nil)
        switch file.answer {
        case .unclear(let what): return [Diagnosis(broken, "aws --version: \(what)", at: location, hint: remedy)]
        case .version(let version) where version < .init(2, 9, 0):
            return [
                Diagnosis(
                    old, "this AWS CLI is \(version); sessions and their renewal came with 2.9.0", at: location,
                    hint: remedy)
            ]
        case .version(let version) where version < .init(2, 22, 0):
            return [
                Diagnosis(
                    dated, "this AWS CLI is \(version); signing in through the browser came with 2.22.0", at: location,
                    hint: remedy)
            ]
        case .version: return []
        }
    }
}
