"""What a document obliges and offers: document facts, tasks, targets, benefits, duties and mechanisms."""
