package org.hearthgate.commissioning.internal;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Writes one configuration in two versions in turn until it is killed. */
final class WriteForEver {
    static final Map<String, Object> LONG = Map.of("text", "x".repeat(1500));
    static final Map<String, Object> SHORT = Map.of("text", "y");

    private WriteForEver() {}

    public static void main(String... arguments) throws Exception {
        var folder = new SettingsFolder(Path.of(arguments[0]));
        var pid = new Pid("org.hearthgate.adapter.toy~one");
        try (OutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
            for (long i = 0; ; i++) {
                folder.write(pid, i % 2 == 0 ? SHORT : LONG, Set.of("text"));
                if (i == 0) {
                    out.write('w');
                    out.flush();
                }
            }
        }
    }
}
