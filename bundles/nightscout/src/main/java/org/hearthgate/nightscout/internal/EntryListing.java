package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;

/** Answers what a follower asks for of the entries of one person: which, in which form, and whether anything is new. */
final class EntryListing {
    private static final int XDRIP_COUNT = 24;
    private static final List<String> BRIEF = List.of("date", "sgv", "delta", "direction", "noise", Staleness.AGE);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ObservationStore store;
    private final HubClock clock;
    private final String unitsHint;

    EntryListing(ObservationStore store, HubClock clock, String unitsHint) {
        this.store = store;
        this.clock = clock;
        this.unitsHint = unitsHint;
    }

    /** {@return the entries that are asked for; empty where no entries are at that path} */
    Optional<Answer> answer(PersonId person, Resource resource, SiteRequest request, QueryString query) {
        EntryQuery wanted = EntryQuery.parse(query, clock.now());
        if (resource.ofXdrip() && query.first("count").isEmpty()) {
            wanted = wanted.newest(XDRIP_COUNT);
        }
        if (!resource.name().equals("entries")) {
            String which = resource.name().substring("entries/".length());
            if (which.equals("current")) {
                wanted = wanted.and(only("type", "sgv")).newest(1);
            } else if (Set.of("sgv", "mbg", "cal").contains(which)) {
                wanted = wanted.and(only("type", which));
            } else if (EntryId.isOne(which)) {
                wanted = EntryQuery.parse(
                        new QueryString(List.of(new QueryString.Parameter("find[_id]", which))), clock.now());
            } else {
                return Optional.empty();
            }
        }
        EntryFormat format = EntryFormat.ofExtension(resource.extension())
                .orElseGet(() -> EntryFormat.ofAccept(request.header("Accept").orElse("")));
        var pages = new EntryPages(store, person, wanted);
        if (!pages.hasNext()) {
            return Optional.of(format.answer(Collections.emptyIterator()));
        }
        ObjectNode newest = pages.next();
        Instant modified = Instant.ofEpochMilli(newest.path("date").longValue()).truncatedTo(ChronoUnit.SECONDS);
        if (request.header("If-Modified-Since")
                .flatMap(EntryListing::httpDate)
                .filter(since -> !modified.isAfter(since))
                .isPresent()) {
            return Optional.of(Answer.empty(304).with("Last-Modified", HTTP_DATE.format(modified)));
        }
        Iterator<ObjectNode> all = new Led(newest, pages);
        Iterator<ObjectNode> shaped = resource.ofXdrip() ? xdrip(all, query) : all;
        return Optional.of(format.answer(shaped).with("Last-Modified", HTTP_DATE.format(modified)));
    }

    private static FieldCondition only(String field, String value) {
        return new FieldCondition(field, FieldCondition.Operator.EQ, List.of(value));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty(); // by RFC 9110 a date that cannot be read is as if it were not there
        }
    }

    /** The first reading tells the unit to show; watch faces with little memory ask for the brief form. */
    private Iterator<ObjectNode> xdrip(Iterator<ObjectNode> documents, QueryString query) {
        boolean brief = query.first("brief_mode").filter("Y"::equalsIgnoreCase).isPresent();
        return new Iterator<>() {
            private boolean first = true;

            @Override
            public boolean hasNext() {
                return documents.hasNext();
            }

            @Override
            public ObjectNode next() {
                ObjectNode document = documents.next();
                if (first) {
                    Staleness.mark(document, clock.now());
                }
                if (brief) {
                    document.retain(BRIEF);
                }
                if (first) {
                    document.put("units_hint", unitsHint);
                    first = false;
                }
                return document;
            }
        };
    }

    /** A first document, already read, before the others. */
    private static final class Led implements Iterator<ObjectNode> {
        private final List<ObjectNode> first = new ArrayList<>(1);
        private final Iterator<ObjectNode> rest;

        private Led(ObjectNode first, Iterator<ObjectNode> rest) {
            this.first.add(first);
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            return !first.isEmpty() || rest.hasNext();
        }

        @Override
        public ObjectNode next() {
            return first.isEmpty() ? rest.next() : first.remove(0);
        }
    }
}
