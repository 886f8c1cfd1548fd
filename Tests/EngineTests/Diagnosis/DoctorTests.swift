import Engine
import SystemKit
import TestSupport
import Testing

/// Every code of doctor, found where it is so and not where it isn't.
@Suite struct DoctorTests {
    static let cases =
        DoctorCase.configuration + DoctorCase.sessions + DoctorCase.environment + DoctorCase.files
        + DoctorCase.portability + DoctorCase.tools + DoctorCase.network + DoctorCase.shell

    @Test(arguments: cases)
    func `A matter is found where it is so, and nothing else`(matter: DoctorCase) throws {
        let found = try matter.faulty.examine()
        #expect(Set(found.map(\.code.word)) == matter.also.union([matter.code]), "\(found)")
        for diagnosis in found {
            #expect(diagnosis.hint != nil, "\(diagnosis)")
            #expect(!diagnosis.message.hasSuffix("."), "\(diagnosis)")
        }
    }

    @Test(arguments: cases)
    func `A matter is not found where it isn't so`(matter: DoctorCase) throws {
        let found = try matter.clean.examine()
        #expect(Set(found.map(\.code.word)) == matter.cleanAlso, "\(found)")
    }

    @Test(
        arguments: [(0o602, "changed"), (0o620, "changed"), (0o604, "read"), (0o640, "read"), (0o666, "read")]
            as [(UInt16, String)])
    func `What others may do with a secret is told, and taken away`(mode: UInt16, what: String) throws {
        let name = ".aws/sso/cache/\(CacheKey.token(.corp)).json"
        let found = try SetUp.files {
            try $0.sign(in: .corp)
            $0.folder.setMode(mode, of: name)
        }.examine()
        #expect(found.count == 1)
        #expect(found.first?.message.contains("can be \(what) by other users") == true, "\(found)")
        guard case .mode(_, 0o600)? = found.first?.fix else {
            Issue.record("\(found)")
            return
        }
    }

    @Test func `Every code has a case, and every case a code`() {
        let codes = Checks.codes.map(\.word)
        #expect(codes.count == Set(codes).count)
        #expect(Set(codes) == Set(Self.cases.map(\.code)))
        for code in codes {
            #expect(code.allSatisfy { $0.isLowercase || $0 == "-" }, "\(code)")
        }
    }

    @Test func `the guide has the table of codes`() throws {
        let page = try #require(
            try LocalFiles().read("\(Workspace.root)/Sources/awsx/awsx.docc/DoctorCodes.md", limit: 1 << 20))
        let lines = String(decoding: page, as: UTF8.self).split(separator: "\n")
        let rows = try #require(
            lines.split(separator: "<!-- codes -->").last?.split(separator: "<!-- end of codes -->").first)
        let codes = Checks.codes.map { "| `\($0.word)` | \($0.severity.rawValue) | \($0.meaning) |" }
        #expect(rows.dropFirst(2).map(String.init) == codes)
    }

    @Test func `What the reader of the files warns of is among the codes`() {
        let codes = Set(Checks.codes.map(\.word))
        #expect(codes.isSuperset(of: Leniency.allCases.map(\.rawValue)))
        #expect(codes.isSuperset(of: MisleadingSyntax.allCases.map(\.rawValue)))
    }

    @Test func `The worst comes first in a group, and groups keep their order`() throws {
        let found = try SetUp.with(
            "output: json\n[profile dev]\nsso_start_url = x\nsso_region = us-east-1\nsso_account_id = 1"
        ).examine()
        let order = found.map { (Diagnosis.Group.allCases.firstIndex(of: $0.code.group) ?? 0, $0.severity) }
        for (left, right) in zip(order, order.dropFirst()) {
            #expect(left.0 < right.0 || left.0 == right.0 && left.1 <= right.1, "\(found)")
        }
        #expect(found.count > 3)
    }
}
