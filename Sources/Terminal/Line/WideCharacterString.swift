import CEditline

/// Text as C's wide characters, which libedit takes and gives.
enum WideCharacterString {
    /// A copy that ends with 0; whoever asked for it lets go of it.
    static func allocate(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let scalars = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        let pointer = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count)
        unsafe pointer.initialize(from: scalars, count: scalars.count)
        return unsafe pointer
    }

    static func text(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
        var scalars = String.UnicodeScalarView()
        for location in characters.indices {
            scalars.append(unsafe Unicode.Scalar(UInt32(bitPattern: characters[location])) ?? "\u{fffd}")
        }
        return String(scalars)
    }
}
