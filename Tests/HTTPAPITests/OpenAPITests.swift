import Foundation
import HTTPAPI
import HTTPTypes
import Testing

@Suite struct OpenAPITests {
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/toy.openapi.json")

  @Test func `the document of the toy operations is the golden one`() throws {
    let text = openAPIDocument(Operation<Till>.all).prettyText
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: Self.golden)
    }
    #expect(try String(contentsOf: Self.golden, encoding: .utf8) == text)
  }

  @Test func `the document is served and parses back`() async throws {
    let reply = await Shop().reply(.get, "/openapi.json", key: nil)
    #expect(reply.status == 200)
    #expect(try reply.json == openAPIDocument(Operation<Till>.all))
    #expect(try await Shop().reply(.post, "/openapi.json", key: nil).refusal == "405 method_not_allowed")
  }

  @Test func `every reference in the document leads somewhere`() throws {
    let document = openAPIDocument(Operation<Till>.all)
    var references: Set<String> = []
    collect(document, &references)
    #expect(!references.isEmpty)
    for reference in references {
      var place: JSON? = document
      for token in reference.dropFirst(2).split(separator: "/") { place = place?[String(token)] }
      #expect(place != nil, "\(reference)")
    }
  }

  @Test func `the example of an operation is a request it takes`() async throws {
    let shop = Shop()
    for operation in Operation<Till>.all {
      guard let request = operation.examples.request, let reply = operation.examples.reply else { continue }
      let body = String(decoding: request.bytes, as: UTF8.self)
      let got = await shop.reply(operation.method, operation.path, once: "example", body)
      #expect(try got.json == reply)
      #expect(got.status == operation.status)
    }
  }

  private func collect(_ json: JSON, _ references: inout Set<String>) {
    switch json {
    case .array(let elements): for element in elements { collect(element, &references) }
    case .object(let members):
      if let reference = members["$ref"]?.text { references.insert(reference) }
      for member in members.list { collect(member.value, &references) }
    default: break
    }
  }
}
