package org.hearthgate.store.sqlite.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the store. */
@ObjectClassDefinition(name = "Store: SQLite", description = "The record of the home in one file, record.db")
public @interface StoreConfig {
    @AttributeDefinition(
            name = "Directory",
            description = "Folder of the record, on a local disk; made if missing, readable by the hub's user alone")
    String directory();

    @AttributeDefinition(
            name = "Busy timeout (ms)",
            description = "How long to wait while another program holds the file locked",
            min = "0",
            max = "60000")
    int busyTimeoutMillis() default 2000;

    @AttributeDefinition(
            name = "Readers",
            description = "How many windows of the record can be read at once",
            min = "1",
            max = "32")
    int readers() default 4;

    @AttributeDefinition(
            name = "Read timeout (ms)",
            description = "How long a window waits for a free reader before it fails",
            min = "1",
            max = "60000")
    int readTimeoutMillis() default 2000;

    @AttributeDefinition(
            name = "Low space (MiB)",
            description = "Health warns when the disk of the record has less free space",
            min = "0")
    int lowSpaceMebibytes() default 256;

    @AttributeDefinition(
            name = "Native directory",
            description =
                    "Where SQLite's native library is unpacked; empty: 'native' in the directory. Set it where that disk is"
                            + " mounted noexec")
    String nativeDirectory() default "";
}
