/// The limits of one parameter of STS, and how AWS says that they are not kept.
struct ParameterConstraint {
    /// Letters that a parameter may have, with the pattern that AWS names.
    struct Letters {
        let pattern: String
        let allow: @Sendable (Unicode.Scalar) -> Bool

        static let names = Letters(pattern: "[\\w+=,.@-]*") { $0.isWord || "+=,.@-".unicodeScalars.contains($0) }
        static let externalIDs = Letters(pattern: "[\\w+=,.@:\\/-]*") {
            $0.isWord || "+=,.@:/-".unicodeScalars.contains($0)
        }
        static let serialNumbers = Letters(pattern: "[\\w+=/:,.@-]*") {
            $0.isWord || "+=/:,.@-".unicodeScalars.contains($0)
        }
        static let digits = Letters(pattern: "[\\d]*") { (0x30...0x39).contains($0.value) }
        static let policies = Letters(pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+") {
            $0.isLineLayout || (0x20...0xff).contains($0.value)
        }
        static let descriptions = Letters(
            pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"
        ) {
            $0.isLineLayout || (0x20...0x7e).contains($0.value) || (0xa1...0xff).contains($0.value)
        }
        static let tags = Letters(pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*") { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " "
                || "_.:/=+-@".unicodeScalars.contains(scalar)
        }
    }

    private let name: String
    private let length: ClosedRange<Int>
    private let letters: Letters?

    init(_ name: String, length: ClosedRange<Int>, letters: Letters? = nil) {
        (self.name, self.length, self.letters) = (name, length, letters)
    }

    /// The value, or `ValidationError`.
    func required(_ value: String?) throws(ServiceError) -> String {
        guard let value = try optional(value) else {
            throw .validation(
                "1 validation error detected: Value null at '\(name)' failed to satisfy constraint: "
                    + "Member must not be null"
            )
        }
        return value
    }

    /// The value if there is one, or `ValidationError`.
    func optional(_ value: String?) throws(ServiceError) -> String? {
        guard let value else { return nil }
        let count = value.unicodeScalars.count
        guard count >= length.lowerBound else {
            throw .constraint(name, value, "have length greater than or equal to \(length.lowerBound)")
        }
        guard count <= length.upperBound else {
            throw .constraint(name, value, "have length less than or equal to \(length.upperBound)")
        }
        if let letters, !value.unicodeScalars.allSatisfy(letters.allow) {
            throw .constraint(name, value, "satisfy regular expression pattern: \(letters.pattern)")
        }
        return value
    }
}

extension ServiceError {
    static func validation(_ message: String) -> ServiceError { ServiceError("ValidationError", message) }

    static func constraint(_ name: String, _ value: String, _ demand: String) -> ServiceError {
        .validation(
            "1 validation error detected: Value '\(value)' at '\(name)' failed to satisfy constraint: Member must \(demand)"
        )
    }

    static func stsAccessDenied(_ message: String) -> ServiceError { ServiceError("AccessDenied", message, 403) }
}

extension Unicode.Scalar {
    /// Tab, line feed and carriage return.
    fileprivate var isLineLayout: Bool { [0x09, 0x0a, 0x0d].contains(value) }

    /// `\w` of AWS's patterns: ASCII letters, digits and the underscore.
    fileprivate var isWord: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: true
        default: false
        }
    }
}
