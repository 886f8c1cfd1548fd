/// A profile's or session's name that the SDKs of all languages find (<doc:ConfigurationFiles>, What SDKs read otherwise).
package enum PortableName {
    /// What such a name is made of, for people.
    package static let rule = "letters, digits and - _ / . % @ : +"

    package static func isPortable(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_/.%@:+".utf8.contains(byte)
                }
            }
    }
}
