import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// What is used lately and often.
struct FrecencyTests {
    private let home: TestHome
    private let day: Int64 = 86_400

    init() throws { home = try TestHome() }

    @Test func `a choice weighs half a week later, and choices add up`() {
        let now = home.clock.now
        let once = Frecency().noting("a", at: now)
        #expect(once.weight(of: "a", at: now) == 1 && once.weight(of: "b", at: now) == 0)
        #expect(once.weight(of: "a", at: home.later(7 * day)) == 0.5)
        #expect(once.weight(of: "a", at: home.later(14 * day)) == 0.25)
        #expect(once.weight(of: "a", at: home.later(-day)) == 1)
        let twice = once.noting("a", at: home.later(7 * day))
        #expect(twice.weight(of: "a", at: home.later(7 * day)) == 1.5)
        #expect(once.weight(of: "a", at: home.later(100_000 * day)) == 0)
    }

    @Test func `between two half-lives it fades straight`() {
        let once = Frecency().noting("a", at: home.clock.now)
        let weights = [0, 3, 7, 10, 14].map {
            once.weight(of: "a", at: home.later($0 * day + day / 2 * ($0 % 7 == 0 ? 0 : 1)))
        }
        #expect(weights == [1, 0.75, 0.5, 0.375, 0.25])
        // What is noted later counts from then on, and what came before has faded by then.
        let later = once.noting("a", at: home.later(14 * day))
        #expect(later.weight(of: "a", at: home.later(14 * day)) == 1.25)
        #expect(later.weight(of: "a", at: home.later(21 * day)) == 0.625)
    }

    @Test func `a name that is there twice counts twice, from the later time`() {
        let now = home.clock.now.seconds
        let read = Frecency(parsing: "\(now - 7 * day)\t1\ta\n\(now)\t1\ta\n")
        #expect(read.weight(of: "a", at: home.clock.now) == 1.5)
        let other = Frecency(parsing: "\(now)\t1\ta\n\(now - 7 * day)\t1\ta\n")
        #expect(other.weight(of: "a", at: home.clock.now) == 1.5)
        #expect(read.text == "\(now)\t1.5\ta\n" && other == read)
    }

    @Test func `each kind has a file of its own`() throws {
        Frecency.note("111111111111", of: .accounts, in: home.context())
        Frecency.note("Admin", of: .roles, in: home.context())
        #expect(Frecency.load(home.context()) == Frecency())
        #expect(Frecency.load(home.context(), of: .accounts).weight(of: "111111111111", at: home.clock.now) == 1)
        #expect(Frecency.load(home.context(), of: .roles).weight(of: "Admin", at: home.clock.now) == 1)
        #expect(
            try Set(home.folder.names(".local/state/awsx")) == ["frecency-accounts", "frecency-roles"])
    }

    @Test(arguments: ["0", "-5", "1099511627776"])
    func `a time that can't be is passed over`(seconds: String) {
        #expect(Frecency(parsing: "\(seconds)\t1\ta\n") == Frecency())
    }

    @Test(arguments: ["0", "-1", "inf", "nan", "x", ""])
    func `a weight that can't be is passed over`(weight: String) {
        #expect(Frecency(parsing: "1000\t\(weight)\ta\n") == Frecency())
    }

    @Test func `the file is for its owner only, and read as it was written`() throws {
        let context = home.context()
        for name in ["dev", "my prod", "dev", "bad\tname", "bad\nname", ""] { Frecency.note(name, in: context) }
        let read = Frecency.load(context)
        #expect(read.weight(of: "dev", at: home.clock.now) == 2 && read.weight(of: "my prod", at: home.clock.now) == 1)
        #expect(
            try home.folder.text(".local/state/awsx/frecency") == "1795219200\t2.0\tdev\n1795219200\t1.0\tmy prod\n")
        #expect(try home.folder.mode(".local/state/awsx/frecency") == 0o600)
        #expect(Frecency(parsing: read.text) == read)
    }

    @Test func `a broken file is an order lost, nothing more`() throws {
        let now = home.clock.now
        let read = Frecency(
            parsing: "x\n1\t2\n-1\t1\ta\n1\tnan\tb\n1\tinf\tc\n99999999999999999999\t1\td\n\(now.seconds)\t1\tgood\n")
        #expect(read == Frecency().noting("good", at: now))
        home.files.fail(.write, .noSpace)
        Frecency.note("dev", in: home.context())
        home.files.fail(.read, .ioError)
        #expect(Frecency.load(home.context()) == Frecency())
    }

    @Test func `a thousand names are kept, the heaviest`() {
        var frecency = Frecency()
        for number in 0..<1100 { frecency = frecency.noting("p\(number)", at: home.later(Int64(number) * 60)) }
        let now = home.later(1100 * 60)
        #expect(frecency.text.split(separator: "\n").count == 1000)
        #expect(frecency.weight(of: "p0", at: now) == 0 && frecency.weight(of: "p99", at: now) == 0)
        #expect(frecency.weight(of: "p100", at: now) > 0 && frecency.weight(of: "p1099", at: now) > 0)
    }
}
