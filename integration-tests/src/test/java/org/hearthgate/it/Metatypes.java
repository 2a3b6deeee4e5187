package org.hearthgate.it;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The settings that the bundles declare in their metatype files. */
final class Metatypes {
    private Metatypes() {}

    /** {@return the keys of every PID} */
    static Map<String, Set<String>> keysByPid(List<Distribution.Jar> bundles) {
        var known = new HashMap<String, Set<String>>();
        for (Distribution.Jar bundle : bundles) {
            try (var jar = new JarFile(bundle.path().toFile())) {
                for (JarEntry entry : jar.stream()
                        .filter(file -> file.getName().startsWith("OSGI-INF/metatype/")
                                && file.getName().endsWith(".xml"))
                        .toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        read(in, known);
                    }
                }
            } catch (IOException | SAXException | ParserConfigurationException e) {
                throw new AssertionError(bundle.symbolicName() + " has an unreadable metatype", e);
            }
        }
        return known;
    }

    private static void read(InputStream in, Map<String, Set<String>> known)
            throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
        var keys = new TreeSet<String>();
        var attributes = root.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            keys.add(((Element) attributes.item(i)).getAttribute("id"));
        }
        var designates = root.getElementsByTagName("Designate");
        for (int i = 0; i < designates.getLength(); i++) {
            var designate = (Element) designates.item(i);
            String pid = designate.getAttribute("factoryPid");
            known.computeIfAbsent(pid.isEmpty() ? designate.getAttribute("pid") : pid, any -> new TreeSet<>())
                    .addAll(keys);
        }
    }
}
