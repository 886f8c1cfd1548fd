extension Instant {
    /// Reads the spellings of a time that AWS tools have written (<doc:CacheFiles>, Times): `Z`, `UTC`, `±hh:mm`,
    /// `±hhmm` or no zone at all, which means UTC; fractional seconds of any length; `T`, `t` or a space before the
    /// time.
    package init?(iso8601 text: some StringProtocol) {
        var digits = DigitReader(Array(text.utf8))
        guard
            let year = digits.number(4), digits.take("-"),
            let month = digits.number(2), digits.take("-"),
            let day = digits.number(2), digits.take("T") || digits.take("t") || digits.take(" "),
            let hour = digits.number(2), digits.take(":"),
            let minute = digits.number(2), digits.take(":"),
            let second = digits.number(2),
            (1...12).contains(month), (1...CivilDate.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let fraction = digits.take(".") || digits.take(",") ? digits.milliseconds() : 0
        guard let fraction, let offset = digits.zone(), digits.isAtEnd else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    /// `2026-11-21T00:45:32Z`, the form of the token file and of the SSO role cache (<doc:CacheFiles>, Times).
    package var iso8601: String { "\(civilText)Z" }

    /// `2026-11-21T00:45:32+00:00`, the form of the assume-role cache and of `export-credentials` (<doc:CacheFiles>,
    /// Times; <doc:AWSCLICommands>, export-credentials).
    package var iso8601WithOffset: String { "\(civilText)+00:00" }

    /// `20261121T004532Z`, the form of SigV4.
    package var iso8601Basic: String {
        String(civilText.filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    private var civilText: String {
        let total = seconds
        let days = total.floorDivided(by: 86_400)
        let rest = total - days * 86_400
        let date = CivilDate(daysSinceEpoch: days)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            + "T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    }
}

/// A day of the proleptic Gregorian calendar.
private struct CivilDate {
    let year: Int64
    let month: Int64
    let day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Counts in 400-year eras of 146,097 days that begin on 1 March, so that the leap day ends a year.
    init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.floorDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// Takes fixed-width numbers and marks from ASCII text.
private struct DigitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number(_ width: Int) -> Int64? {
        guard position + width <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[position..<position + width] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        position += width
        return value
    }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == mark.value else { return false }
        position += 1
        return true
    }

    mutating func milliseconds() -> Int64? {
        var value: Int64 = 0
        var width = 0
        while let digit = number(1) {
            if width < 3 { value = value * 10 + digit }
            width += 1
        }
        guard width > 0 else { return nil }
        for _ in min(width, 3)..<3 { value *= 10 }
        return value
    }

    /// Seconds east of UTC.
    mutating func zone() -> Int64? {
        if isAtEnd || take("Z") || take("z") { return 0 }
        _ = take(" ")
        if take("U") { return take("T") && take("C") ? 0 : nil }
        let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2) else { return nil }
        _ = take(":")
        let minutes = isAtEnd ? 0 : number(2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
