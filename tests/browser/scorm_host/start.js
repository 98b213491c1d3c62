document.getElementById("course").src = "course/index.html";
