package org.hearthgate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles as they are shipped. */
final class Distribution {
    static final Path FOLDER = Path.of(System.getProperty("hearthgate.distribution"));
    static final Path ROOT = Path.of(System.getProperty("hearthgate.root"));

    private Distribution() {}

    /** One jar of the distribution. */
    record Jar(Path path, String symbolicName, Manifest manifest) {
        boolean ours() {
            return symbolicName.startsWith("org.hearthgate.");
        }

        String room() {
            return symbolicName.substring("org.hearthgate.".length());
        }

        String header(String name) {
            String value = manifest.getMainAttributes().getValue(name);
            return value == null ? "" : value;
        }

        List<String> packages(String header) {
            return clauses(header(header)).stream()
                    .map(clause -> clause.split(";", 2)[0].strip())
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    static List<Jar> bundles() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("bundles"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Distribution::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no distribution: build gateway-config first", e);
        }
    }

    static List<Jar> ours() {
        return bundles().stream().filter(Jar::ours).toList();
    }

    private static Jar read(Path file) {
        try (var jar = new JarFile(file.toFile())) {
            String name = jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            return new Jar(file, name == null ? "" : name.split(";", 2)[0], jar.getManifest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Splits a manifest header at commas outside quotes. */
    static List<String> clauses(String header) {
        var clauses = new ArrayList<String>();
        var current = new StringBuilder();
        boolean quoted = false;
        for (char c : header.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                clauses.add(current.toString());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        clauses.add(current.toString());
        return clauses;
    }
}
