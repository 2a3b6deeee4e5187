package org.hearthgate.it;

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

/** Makes a bundle of a package of tests and lays it beside links to the shipped ones, so that a test can have a witness inside a real hub. */
public final class InsideBundle {
    private static final String CONTRACTS = Stream.of(
                    "alert", "household", "hub", "ingest", "notify", "observation", "store")
            .map(name -> "org.hearthgate.api." + name)
            .reduce("org.osgi.framework,org.osgi.util.tracker", (all, one) -> all + "," + one);

    private InsideBundle() {}

    /**
     * {@return a distribution to start from: everything that is shipped, and the bundle of this package among it}
     *
     * @param activator of the bundle; its package is the bundle
     */
    public static Path distribution(Path shipped, Path folder, Class<?> activator) throws IOException {
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        link(shipped.resolve("bundles"), bundles);
        link(shipped, folder);
        write(bundles.resolve("org.hearthgate.it.inside-1.jar"), activator);
        return folder;
    }

    private static void link(Path from, Path into) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(one -> !one.endsWith("bundles")).toList()) {
                Files.createSymbolicLink(
                        into.resolve(file.getFileName()), file.toAbsolutePath().normalize());
            }
        }
    }

    private static void write(Path jar, Class<?> activator) throws IOException {
        String folder = activator.getPackageName().replace('.', '/');
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.hearthgate.it.inside");
        headers.putValue("Bundle-Activator", activator.getName());
        headers.putValue("Import-Package", CONTRACTS);
        Path classes = classes(activator).resolve(folder);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
    }

    private static Path classes(Class<?> activator) {
        try {
            return Path.of(activator
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("the test classes are in no folder", e));
        }
    }
}
