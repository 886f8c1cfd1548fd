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

    @Test func `the file is for its owner only, and read as it was written`() throws {
        let world = home.world()
        for name in ["dev", "my prod", "dev", "bad\tname", "bad\nname", ""] { Frecency.note(name, in: world) }
        let read = Frecency.load(world)
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
        Frecency.note("dev", in: home.world())
        home.files.fail(.read, .ioError)
        #expect(Frecency.load(home.world()) == Frecency())
    }

    @Test func `a thousand names are kept, the heaviest`() {
        var frecency = Frecency()
        for number in 0..<1100 { frecency = frecency.noting("p\(number)", at: home.later(Int64(number) * 60)) }
        let now = home.later(1100 * 60)
        #expect(frecency.weight(of: "p0", at: now) == 0 && frecency.weight(of: "p99", at: now) == 0)
        #expect(frecency.weight(of: "p100", at: now) > 0 && frecency.weight(of: "p1099", at: now) > 0)
    }
}
