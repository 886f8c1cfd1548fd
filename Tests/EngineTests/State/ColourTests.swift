import Engine
import Testing

@Suite struct ColourTests {
    @Test(arguments: [
        "prod", "prod-admin", "Shop.Production", "team_prd", "a prod", "prod1-x-prod", "222222222222/prod",
    ])
    func `production is red where no rule says otherwise`(profile: String) {
        #expect(Colour.usual(for: profile) == .red)
    }

    @Test(arguments: [
        "", "dev", "product-team", "prod1", "nonprod", "non-prod", "Pre.Prod", "no_production", "preprod",
    ])
    func `what only sounds like it is not`(profile: String) {
        #expect(Colour.usual(for: profile) == .cyan)
    }
}
