import Coalition

/// The OpenAPI 3.1 document of the platform, without a platform that runs.
package func platformDocument() -> JSON { openAPIDocument(Operation<Coalition>.all) }
