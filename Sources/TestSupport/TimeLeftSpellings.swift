/// How the prompt tells a time, at each of the places where the spelling changes: one table for Swift and the shells.
package enum TimeLeftSpellings {
    package static let table: [(seconds: Int, text: String)] = [
        (1, "<1m"), (59, "<1m"), (60, "1m"), (61, "1m"), (119, "1m"), (120, "2m"), (599, "9m"), (600, "10m"),
        (3599, "59m"), (3600, "1h00m"), (3659, "1h00m"), (3660, "1h01m"), (35_999, "9h59m"), (36_000, "10h00m"),
        (86_400, "24h00m"), (359_999, "99h59m"), (360_000, "4d"), (432_000, "5d"), (431_999, "4d"),
        // 31,000 days, which an end in the next century is away.
        (2_678_400_000, "31000d"),
    ]
}
