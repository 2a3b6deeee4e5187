package org.hearthgate.commissioning.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lowest and highest values of settings. The metatype service checks by them but does not tell them, and a form without them is a riddle. */
final class Bounds {
    private static final Logger LOG = LoggerFactory.getLogger(Bounds.class);

    private record Key(String form, String setting) {}

    private record Range(Optional<String> min, Optional<String> max) {}

    private static final Range FREE = new Range(Optional.empty(), Optional.empty());

    private final Map<Key, Range> ranges = new HashMap<>();

    /** {@return what a bundle's metatype files say} */
    static Bounds of(Bundle bundle) {
        var bounds = new Bounds();
        Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        if (files != null) {
            for (URL file : Collections.list(files)) {
                try (InputStream in = file.openStream()) {
                    bounds.read(in);
                } catch (IOException | XMLStreamException e) {
                    LOG.warn(
                            "{} of {} is not readable ({}); its settings are offered without bounds",
                            file,
                            bundle,
                            e.getMessage());
                }
            }
        }
        return bounds;
    }

    private void read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        String form = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("OCD")) {
                    form = xml.getAttributeValue(null, "id");
                } else if (xml.getLocalName().equals("AD")) {
                    ranges.put(
                            new Key(form, xml.getAttributeValue(null, "id")),
                            new Range(
                                    Optional.ofNullable(xml.getAttributeValue(null, "min")),
                                    Optional.ofNullable(xml.getAttributeValue(null, "max"))));
                }
            }
        }
    }

    Optional<String> min(String form, String setting) {
        return ranges.getOrDefault(new Key(form, setting), FREE).min();
    }

    Optional<String> max(String form, String setting) {
        return ranges.getOrDefault(new Key(form, setting), FREE).max();
    }
}
