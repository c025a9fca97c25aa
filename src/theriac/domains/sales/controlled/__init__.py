"""What a sale of registered medicines needs beside a prescription: facts, a second signature."""
