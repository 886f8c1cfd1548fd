/// What is typed, byte for byte, as characters of UTF-8.
struct ScalarDecoder {
    private var pending: [UInt8] = []

    mutating func append(_ bytes: [UInt8]) { pending += bytes }

    /// The first character; nil until all of its bytes are there. A byte that belongs to none is dropped.
    mutating func next() -> Unicode.Scalar? {
        while let first = pending.first {
            let length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
            guard pending.count >= length else { return nil }
            let text = String(validating: pending.prefix(length), as: UTF8.self)
            pending.removeFirst(text == nil ? 1 : length)
            if let scalar = text?.unicodeScalars.first { return scalar }
        }
        return nil
    }
}
