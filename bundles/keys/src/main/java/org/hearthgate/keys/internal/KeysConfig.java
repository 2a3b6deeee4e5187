package org.hearthgate.keys.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Where the hub's keys are. */
@ObjectClassDefinition(name = "Keys of the hub", description = "Where the keys are that wrap the keys of the record")
public @interface KeysConfig {
    String PID = "org.hearthgate.keys";

    @AttributeDefinition(
            name = "Source",
            description = "file: a private file; systemd: credentials of the service; pkcs11: a token",
            options = {@Option("file"), @Option("systemd"), @Option("pkcs11")})
    String source() default "file";

    @AttributeDefinition(
            name = "Directory",
            description =
                    "Folder of the key file, not the record's: hub.keys, and spare.keys while another source is missing")
    String directory() default "";

    @AttributeDefinition(
            name = "Credentials directory",
            description = "systemd: folder of the credentials; empty: what systemd says ($CREDENTIALS_DIRECTORY)")
    String credentialsDirectory() default "";

    @AttributeDefinition(
            name = "PKCS#11 library",
            description = "pkcs11: the token's own library, e.g. /usr/lib/softhsm/libsofthsm2.so")
    String library() default "";

    @AttributeDefinition(name = "Slot", description = "pkcs11: id of the slot; -1: the first slot with a token")
    long slot() default -1;

    @AttributeDefinition(name = "PIN", description = "pkcs11: PIN of the token's user", type = AttributeType.PASSWORD)
    String _pin() default "";

    @AttributeDefinition(
            name = "PIN file",
            description = "pkcs11: a private file with the PIN, instead of the PIN itself")
    String pinFile() default "";
}
