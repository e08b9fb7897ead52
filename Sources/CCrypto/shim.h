// DES stands in OpenSSL's older interface and, since 3.0, only in a provider that few systems load. The older
// one needs no provider, allocates nothing, and is what this header asks for.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/des.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
