package org.hearthgate.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.hearthgate.it.faults.inside.FaultActivator;

/** Makes a bundle of the package {@code inside}, beside links to the shipped bundles. */
final class FaultBundle {
    private static final String PACKAGE = FaultActivator.class.getPackageName();
    private static final String CONTRACTS = Stream.of("alert", "household", "hub", "ingest", "observation", "store")
            .map(name -> "org.hearthgate.api." + name)
            .reduce("org.osgi.framework,org.osgi.util.tracker", (all, one) -> all + "," + one);

    private FaultBundle() {}

    /** {@return a distribution to start from: the shipped bundles, and the fault bundle among them} */
    static Path distribution(Path shipped, Path folder) throws IOException {
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        try (Stream<Path> jars = Files.list(shipped.resolve("bundles"))) {
            for (Path jar : jars.toList()) {
                Files.createSymbolicLink(
                        bundles.resolve(jar.getFileName()), jar.toAbsolutePath().normalize());
            }
        }
        write(bundles.resolve("org.hearthgate.it.faults-1.jar"));
        return folder;
    }

    private static void write(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.hearthgate.it.faults");
        headers.putValue("Bundle-Activator", FaultActivator.class.getName());
        headers.putValue("Import-Package", CONTRACTS);
        Path classes = classes().resolve(PACKAGE.replace('.', '/'));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry(PACKAGE.replace('.', '/') + "/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
    }

    private static Path classes() {
        try {
            return Path.of(FaultActivator.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("the test classes are in no folder", e));
        }
    }
}
