import SystemKit
import SystemPackage
import TestSupport
import Testing

struct StandardStreamsTests {
    private func stream(_ isTerminal: Bool) -> StandardStream { StandardStream(isTerminal: isTerminal) { _ in nil } }

    @Test(arguments: [(true, true, true), (true, false, false), (false, true, false), (false, false, false)])
    func `A person is there who types and reads`(input: Bool, error: Bool, hasPerson: Bool) {
        for output in [true, false] {
            let streams = StandardStreams(input: stream(input), output: stream(output), error: stream(error))
            #expect(streams.hasPerson == hasPerson)
        }
    }

    @Test func `What is written arrives, and what can't be is told to whom it matters`() throws {
        let said = RecordedStreams()
        said.streams.output.write("a")
        try said.streams.output.writeChecked("ü\n")
        said.streams.error.write(Array("b".utf8))
        #expect(said.output == "aü\n" && said.error == "b")
        #expect(said.streams.output.columns == nil && said.streams.output.screen == nil)
        let full = StandardStream { _ in .noSpace }
        full.write("lost")
        let failure = #expect(throws: SystemFailure.self) { try full.writeChecked("lost") }
        #expect(failure?.errno == .noSpace)
    }
}
