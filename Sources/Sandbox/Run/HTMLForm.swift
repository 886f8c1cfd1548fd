/// The decision form of one of the sandbox's own pages; other pages have none.
struct HTMLForm: Sendable, Hashable {
    let action: String
    /// The hidden fields, and the choices that are made already.
    let fields: [String: String]

    init?(_ page: String) {
        guard let tag = Self.tags("form", in: page).first, Self.attribute("method", of: tag) == "post",
            let action = Self.attribute("action", of: tag)
        else { return nil }
        self.action = action
        fields = Self.tags("input", in: page).reduce(into: [:]) { fields, tag in
            let type = Self.attribute("type", of: tag)
            guard type == "hidden" || type == "radio" && tag.hasSuffix(" checked"),
                let name = Self.attribute("name", of: tag)
            else {
                return
            }
            fields[name] = Self.attribute("value", of: tag) ?? ""
        }
    }

    /// The form's body with these fields too.
    func filled(with more: [String: String]) -> String {
        PercentEncoding.query(fields.merging(more) { _, new in new }.sorted { $0.key < $1.key })
    }

    private static func tags(_ name: String, in page: String) -> [Substring] {
        page.split(separator: "<").filter { $0.hasPrefix("\(name) ") }.map { $0.prefix { $0 != ">" } }
    }

    /// The value of a quoted attribute; our pages escape nothing but what a token or path never has.
    private static func attribute(_ name: String, of tag: Substring) -> String? {
        let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).first { $0.0.hasSuffix(" \(name)=") }.map { String($0.1) }
    }
}
