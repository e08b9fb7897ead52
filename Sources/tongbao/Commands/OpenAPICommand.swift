import ArgumentParser
import HTTPAPI

struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the OpenAPI 3.1 document of the HTTP interface.")

  func run() { print(platformDocument().prettyText, terminator: "") }
}
