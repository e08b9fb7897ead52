import Coalition
import DatabaseTesting
import Testing

@Suite(.database) struct UnprintableTests {
  private struct Service {
    let secrets: CoalitionSecrets
    let ids: PublicIDs
  }

  @Test func `keys are in no text that is made of what holds them`() throws {
    let secrets = try CoalitionSecrets(root: [UInt8](0..<32))
    let coalition = try TestPlatform.open().coalition
    let service = Service(secrets: secrets, ids: coalition.publicIDs)
    var dumped = ""
    dump(service, to: &dumped)
    let key = secrets.formKey.map(String.init).joined(separator: ", ")
    let texts = [
      "\(service)", String(reflecting: service), "\(secrets)", String(reflecting: secrets), dumped,
    ]
    for text in texts {
      #expect(text.contains("(secret)") && !text.contains("Key") && !text.contains("low:"), "\(text)")
      #expect(!text.contains(key))
    }
    let whole = "\(coalition)"
    #expect(!whole.contains("formKey") && !whole.contains("low:"))
  }
}
