/** The X.509 library, with what it needs to be loaded first. */
import "reflect-metadata"

export * from "@peculiar/x509"
