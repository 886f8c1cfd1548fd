import Engine
import Testing

struct PartitionTests {
    @Test(arguments: [
        ("us-east-1", "aws"), ("eu-central-2", "aws"), ("ap-southeast-10", "aws"), ("mx-central-1", "aws"),
        ("il-central-1", "aws"), ("cn-north-1", "aws-cn"), ("cn-northwest-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"), ("us-iso-east-1", "aws-iso"), ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"), ("us-isof-south-1", "aws-iso-f"), ("us-gov-west-1", "aws-us-gov"),
        ("aws-cn-global", "aws-cn"), ("aws-us-gov-global", "aws-us-gov"), ("aws-iso-global", "aws-iso"),
        // None of the rules: taken for an ordinary one.
        ("xx-west-1", "aws"), ("us-east", "aws"), ("us-east-x", "aws"), ("cn-north", "aws"), ("cn--1", "aws"),
        ("us-gov-west-1-x", "aws"), ("eusc-fr-east-1", "aws"), ("", "aws"),
    ])
    func `A region belongs to the partition whose rule it matches`(region: String, partition: String) {
        #expect(Partition.of(region: region).id == partition)
    }
}
