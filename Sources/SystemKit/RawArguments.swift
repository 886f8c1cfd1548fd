/// The words that this process was started with, undecoded: `CommandLine.arguments` repairs what is not UTF-8, and a
/// file name that is passed on must not be repaired.
package enum RawArguments {
    package static func current() -> [[UInt8]] {
        (0..<Int(CommandLine.argc)).map { index in
            guard let word = unsafe CommandLine.unsafeArgv[index] else { return [] }
            var bytes: [UInt8] = []
            var cursor = unsafe word
            while unsafe cursor.pointee != 0 {
                bytes.append(unsafe UInt8(bitPattern: cursor.pointee))
                unsafe cursor += 1
            }
            return bytes
        }
    }
}
