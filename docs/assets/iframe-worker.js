// Lets the search run where the pages are read from a folder: a browser starts no worker there,
// so the script of the worker runs in a hidden frame. The theme would fetch as much from elsewhere.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.srcdoc =
        "<script>postMessage = data => parent.postMessage(data, '*')</script>" +
        `<script src="${url}"></script>`
      this.started = new Promise(start => {
        frame.onload = () => start(frame.contentWindow)
      })
      addEventListener("message", event => {
        if (event.source === frame.contentWindow) this.answer(event.data)
      })
      document.body.appendChild(frame)
    }

    answer(data) {
      const event = new MessageEvent("message", {data})
      this.dispatchEvent(event)
      if (this.onmessage) this.onmessage(event)
    }

    async postMessage(data) {
      const frame = await this.started
      frame.dispatchEvent(new MessageEvent("message", {data}))
    }

    terminate() {}
  }
}
