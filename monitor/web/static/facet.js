// What Datasette's own table script asks for; it would stand in the page itself, where no script may.
window.DATASETTE_ALLOW_FACET = true;
