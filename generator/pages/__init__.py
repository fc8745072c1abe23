"""The wiki's pages: `sitemap` lists them, `render` writes each as Markdown, `browser` adds the data scripts need."""
