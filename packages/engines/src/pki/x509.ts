/** The X.509 library, after the module that must be loaded before it. */
import "reflect-metadata"

export * from "@peculiar/x509"
