/// What a scan found that few files have.
///
/// Kept together behind one reference, which is nil for most files: the runtime builds the type of a dictionary when it
/// is first copied, and those here cost a tenth of a prompt.
struct SectionAnomalies: Sendable {
    /// The `DEFAULT` headers, in order.
    var defaults: [Int] = []
    /// Later headers that repeat an earlier one, by the index of that.
    var repeats: [Int: [Int]] = [:]
    /// Sections whose name is not simply what stands behind the first word, by kind and name.
    var oddNames: [SectionName: [Int]] = [:]
    /// The name of each section whose header is not the plain form; absent if the header names nothing.
    var oddWords: [Int: [UInt8]] = [:]
    /// Sections of the config file that give no profile, session or services, whether meant to or not.
    var nameless: [Int] = []
    var findings: [ScannedLeniency] = []

    var isEmpty: Bool {
        defaults.isEmpty && repeats.isEmpty && oddNames.isEmpty && oddWords.isEmpty && nameless.isEmpty
            && findings.isEmpty
    }

    /// The one reference.
    final class Kept: Sendable {
        let anomalies: SectionAnomalies

        init(_ anomalies: SectionAnomalies) { self.anomalies = anomalies }
    }
}

extension ConfigDocument {
    var defaults: [Int] { sectionAnomalies?.anomalies.defaults ?? [] }
    var nameless: [Int] { sectionAnomalies?.anomalies.nameless ?? [] }
    var findings: [ScannedLeniency] { sectionAnomalies?.anomalies.findings ?? [] }

    /// The later headers that repeat a section's.
    func repeats(of section: Int) -> [Int]? { sectionAnomalies?.anomalies.repeats[section] }

    /// Those of a kind and name whose headers are not plain.
    func oddlyNamed(_ name: SectionName) -> [Int]? { sectionAnomalies?.anomalies.oddNames[name] }

    var hasOddNames: Bool { sectionAnomalies?.anomalies.oddNames.isEmpty == false }

    /// The name of a section whose header is not plain.
    func oddWord(of section: Int) -> [UInt8]? { sectionAnomalies?.anomalies.oddWords[section] }
}
